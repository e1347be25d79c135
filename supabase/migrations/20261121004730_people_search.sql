-- People as admins look them up: the newest first, by the beginning of their address or their name.
-- Rollback: drop indexes profiles_name_start, users_email_start, users_newest.
set lock_timeout = '5s';

create index users_newest on users (created_at desc, id desc);
create index users_email_start on users (email text_pattern_ops);
create index profiles_name_start on profiles (lower(display_name) text_pattern_ops);
