-- Which runs of prompts were counted by us because their provider gave no figures, and what lists of costs are read by.
-- Rollback: drop index prompt_runs_day; alter table prompt_runs drop column is_estimated.
set lock_timeout = '5s';

-- Tokens and cost are our own count: the provider fell silent, was cut off, or gave none.
alter table prompt_runs add column is_estimated boolean not null default false;
-- For the costs of all sellers over some days.
create index prompt_runs_day on prompt_runs (day, seller_id, model);
-- For the costs of one seller's prompts over some days.
create index prompt_runs_seller_day on prompt_runs (seller_id, day, product_id);
