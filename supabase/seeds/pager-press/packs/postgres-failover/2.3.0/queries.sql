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
