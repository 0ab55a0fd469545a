-- Creates the role of the processes, with the password of its secret. PostgreSQL's image runs this in a new database;
-- docs/operating.md says how to run it in an old one.
\set ON_ERROR_STOP on
\set password `cat /run/secrets/run-password`
CREATE ROLE tidemark_run LOGIN PASSWORD :'password';
