-- Signing secrets of outgoing webhooks are kept encrypted (`sealed.…`, src/server/platform/cipher.ts); those that stand here in clear are encrypted by sweep-deliveries.
-- Rollback: none while a row is sealed; before that, put the check back as in 20261121002400.
set lock_timeout = '5s';

alter table webhook_secrets drop constraint webhook_secrets_secret_check, add constraint webhook_secrets_secret_check check (secret ~ '^(sealed\.|whsec_)' and length(secret) <= 400);
