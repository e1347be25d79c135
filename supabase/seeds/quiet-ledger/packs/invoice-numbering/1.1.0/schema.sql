create table invoice_counters (
  series text    not null check (series ~ '^[A-Z]{1,6}$'),
  year   integer not null check (year between 2000 and 2999),
  last   integer not null check (last > 0),
  primary key (series, year)
);
