-- 1. Am I a primary or a replica?
select pg_is_in_recovery();

-- 2. Lag of every replica in bytes and seconds, on the primary.
select application_name, state, sync_state,
       pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn) as bytes_behind,
       extract(epoch from replay_lag)::int as seconds_behind
  from pg_stat_replication order by bytes_behind desc nulls last;

-- 3. Whom does this replica follow?
select status, sender_host, sender_port, latest_end_lsn from pg_stat_wal_receiver;

-- 4. Replication slots that hold back WAL.
select slot_name, active, pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)) as held
  from pg_replication_slots order by restart_lsn;

-- 5. Timeline of this server. It grows by one at each promotion.
select timeline_id from pg_control_checkpoint();

-- 6. Who blocks whom, longest wait first.
select blocked.pid, blocked.query, blocking.pid as blocked_by, blocking.query as blocking_query,
       now() - blocked.query_start as waiting
  from pg_stat_activity blocked
  join lateral unnest(pg_blocking_pids(blocked.pid)) as b(pid) on true
  join pg_stat_activity blocking on blocking.pid = b.pid
 order by waiting desc;

-- 7. Distance to transaction id wraparound. Above 1.5 billion, act today.
select datname, age(datfrozenxid) from pg_database order by 2 desc;

-- 8. Is archiving keeping up?
select archived_count, last_archived_time, failed_count, last_failed_wal from pg_stat_archiver;

-- 9. Sessions idle in a transaction for more than a minute.
select pid, usename, now() - xact_start as open_for, query
  from pg_stat_activity where state = 'idle in transaction' and xact_start < now() - interval '1 minute';

-- 10. Settings that must agree on every node.
select name, setting from pg_settings
 where name in ('max_connections', 'max_worker_processes', 'max_wal_senders', 'max_locks_per_transaction', 'wal_log_hints');
