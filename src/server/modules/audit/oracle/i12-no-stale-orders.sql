-- No order is open long past its expiry: the reconciler closes it after asking Stripe. A debit on its way may take days.
select id as subject, format('%s since %s', status, expires_at) as found
from orders
where (status = 'pending' and expires_at < now() - interval '30 minutes') or (status = 'awaiting_payment' and expires_at < now() - interval '21 days')
