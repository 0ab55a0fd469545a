-- What is compared of a text, so that texts which look the same are the same, however they were typed and in any case. What
-- is stored and shown stays as it is. Compatibility forms (NFKC) are made equal, and then the case: upper case first, because
-- several small letters have one capital letter, such as the two forms of the Greek sigma.
-- Most texts are in their normal form, and to find that out takes a fraction of what it takes to normalise them. A text whose
-- bytes are as many as its characters is ASCII.
CREATE FUNCTION comparable(content text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE
    WHEN octet_length(content) = char_length(content) THEN lower(content COLLATE "C")
    WHEN content IS NFKC NORMALIZED THEN lower(upper(content))
    ELSE lower(upper(normalize(content, NFKC)))
END;
