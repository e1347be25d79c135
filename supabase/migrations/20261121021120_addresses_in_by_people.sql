-- People mark what they were told as read: then they write the index of the addresses in it.
-- Rollback: revoke execute on function app.addresses_in from authenticated.
set lock_timeout = '5s';

grant execute on function app.addresses_in to authenticated;
