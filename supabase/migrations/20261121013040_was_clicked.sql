-- That somebody clicked is noted, not when: by the time a click would be found again, and with it who it was.
-- Rollback: alter table recommendation_exposures add column clicked_at timestamptz; update recommendation_exposures set clicked_at = shown_at where was_clicked; alter table recommendation_exposures drop column was_clicked.
set lock_timeout = '5s';

alter table recommendation_exposures add column was_clicked boolean not null default false;
update recommendation_exposures e set was_clicked = true from experiments x where x.id = e.experiment_id and e.clicked_at <= coalesce(x.stopped_at, 'infinity');
alter table recommendation_exposures drop column clicked_at;
