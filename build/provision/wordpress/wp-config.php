<?php
// A WordPress for tests. Where its database listens and under which address it is reached is said in the environment, so
// that one copy of the program serves any number of runs.
define('DB_NAME', 'wordpress');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:' . getenv('KOPIJ_WP_SOCKET'));
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as $name) {
    define($name . '_KEY', 'of a test, no secret: ' . $name);
    define($name . '_SALT', 'of a test, no secret either: ' . $name);
}
$table_prefix = 'wp_';

define('WP_HOME', getenv('KOPIJ_WP_URL'));
define('WP_SITEURL', getenv('KOPIJ_WP_URL'));
// Application passwords over plain HTTP are for local sites only.
define('WP_ENVIRONMENT_TYPE', 'local');
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
// The clock of WordPress runs on visits: a site without any is what a missed schedule comes from.
define('DISABLE_WP_CRON', getenv('KOPIJ_WP_CRON') !== 'yes');
define('WP_DEBUG', false);
if (!defined('ABSPATH')) {
    define('ABSPATH', __DIR__ . '/');
}
require_once ABSPATH . 'wp-settings.php';
