-- Messages the shop keeps from both sides after a report; deciding otherwise shows them again.
-- Rollback: restore the policy messages_participants as it was; alter table messages drop column hidden_at.
set lock_timeout = '5s';

alter table messages add column hidden_at timestamptz;
drop policy messages_participants on messages;
create policy messages_participants on messages for select to authenticated using (
  (seller_id = any ((select app.seller_ids())::text[]) or buyer_user_id = (select auth.uid())) and hidden_at is null);
drop policy message_attachments_participants on message_attachments;
-- What is not sent is its uploader's alone; what was sent goes with its message.
create policy message_attachments_participants on message_attachments for select to authenticated using (
  (seller_id = any ((select app.seller_ids())::text[]) or buyer_user_id = (select auth.uid()))
  and case when message_id is null then uploaded_by = (select auth.uid()) else message_id in (select m.id from messages m) end);
