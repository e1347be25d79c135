-- Each privileged state has its line in the audit log: who holds a role, who asked for a refund.
select p.user_id::text as subject, 'has the role ' || p.role || ' without an audit line' as found
from profiles p
where p.role <> 'customer' and not exists (select from audit_log a where a.target_type = 'user' and a.target_id = p.user_id::text and a.after ->> 'role' = p.role)
union all
select r.id, 'was asked for without an audit line'
from refunds r
where r.requested_by is not null and not exists (select from audit_log a where a.target_type = 'order' and a.target_id = r.order_id and a.actor_user_id = r.requested_by)
