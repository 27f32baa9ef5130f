CREATE INDEX articles_id_year ON articles(id, year);

CREATE INDEX literature_id_year ON literature(id, year);
