/** Regular work, in UTC. A run that is still waiting is not added twice. */
export const CRONTAB = `
*/5 * * * * reconcile-orders ?jobKey=cron:reconcile-orders
7 2 * * * reconcile-stripe ?jobKey=cron:reconcile-stripe
23 2 * * * sweep-subscriptions ?jobKey=cron:sweep-subscriptions
37 2 * * * check-books ?jobKey=cron:check-books
7 3 * * * run-payouts ?jobKey=cron:run-payouts
23 3 * * * collect-orphan-assets ?jobKey=cron:collect-orphan-assets
41 * * * * sweep-sign-in ?jobKey=cron:sweep-sign-in
47 * * * * sweep-privacy ?jobKey=cron:sweep-privacy
53 * * * * sweep-sellers ?jobKey=cron:sweep-sellers
29 4 * * * sweep-usage ?jobKey=cron:sweep-usage
47 * * * * sweep-live ?jobKey=cron:sweep-live
37 4 * * * sweep-attachments ?jobKey=cron:sweep-attachments
43 4 * * * sweep-signals ?jobKey=cron:sweep-signals
47 4 * * * learn-neighbours ?jobKey=cron:learn-neighbours
11 * * * * refresh-candidates ?jobKey=cron:refresh-candidates
17 4 * * * sweep-carts ?jobKey=cron:sweep-carts
11 4 * * * sweep-notifications ?jobKey=cron:sweep-notifications
* * * * * count-catalogue ?jobKey=cron:count-catalogue
* * * * * roll-up-usage ?jobKey=cron:roll-up-usage
* * * * * roll-up-events ?jobKey=cron:roll-up-events
* * * * * forward-events ?jobKey=cron:forward-events
11 4 * * * sweep-events ?jobKey=cron:sweep-events
31 * * * * remind-carts ?jobKey=cron:remind-carts
* * * * * sweep-deliveries ?jobKey=cron:sweep-deliveries
* * * * * turn-drops ?jobKey=cron:turn-drops
`;
