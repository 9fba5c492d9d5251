-- The sample for these statistics is 300 whole rows for each of their values. With 500 values the process
-- that takes it held 390 MiB from 150,000 answers on, more than the database's container has to spare.
alter statistics classifications_combinations set statistics 100;
