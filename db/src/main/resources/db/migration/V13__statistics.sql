-- A growing table is analysed whenever it has grown by a tenth, which at thousands of changes a second is every few seconds
-- while the log is young, and took a fifth of two processors. Most of it is to sort thirty thousand values of each column, of
-- which the planner needs next to nothing: what is read is found by its key. A tenth as many are enough.
DO $$
DECLARE
    grown record;
BEGIN
    FOR grown IN
        SELECT a.attrelid::regclass AS relation, a.attnum, t.relkind
        FROM pg_attribute a
        JOIN pg_class t ON t.oid = a.attrelid
        LEFT JOIN pg_index i ON i.indexrelid = t.oid
        WHERE coalesce(i.indrelid, t.oid) IN ('event_log'::regclass, 'command_receipt'::regclass, 'feed'::regclass,
                  'reply_view'::regclass, 'product_view'::regclass, 'session_view'::regclass, 'business_view'::regclass)
          AND (t.relkind = 'r' OR t.relkind = 'i' AND i.indkey[a.attnum - 1] = 0) -- Of indexes, those on expressions.
          AND a.attnum > 0 AND NOT a.attisdropped
    LOOP
        EXECUTE format('ALTER %s %s ALTER COLUMN %s SET STATISTICS 10',
                       CASE grown.relkind WHEN 'r' THEN 'TABLE' ELSE 'INDEX' END, grown.relation,
                       CASE grown.relkind WHEN 'r' THEN (SELECT quote_ident(c.attname) FROM pg_attribute c
                                                         WHERE c.attrelid = grown.relation AND c.attnum = grown.attnum)
                                          ELSE grown.attnum::text END);
    END LOOP;
END
$$;
