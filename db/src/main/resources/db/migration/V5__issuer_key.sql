-- The secret with which the built-in issuer signs tokens: shared by all processes on this database.
CREATE TABLE issuer_key (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    secret   bytea   NOT NULL
);
