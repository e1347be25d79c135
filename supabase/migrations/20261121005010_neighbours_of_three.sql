-- What goes with what is learned from three people at least; how many they were is the service's to know.
-- Rollback: restore the check (people > 1) on product_neighbours; grant select on product_neighbours to anon, authenticated.
set lock_timeout = '5s';

delete from product_neighbours where people < 3;
alter table product_neighbours drop constraint product_neighbours_people_check, add constraint product_neighbours_people_check check (people >= 3);
revoke select on product_neighbours from anon, authenticated;
grant select (product_id, neighbour_id, score) on product_neighbours to anon, authenticated;
