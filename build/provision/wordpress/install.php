<?php
// Makes the site: its tables, a person of each role with an application password, and the zone that its readers live in.
// Prints what a client needs to know as JSON.
define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = '127.0.0.1';

$db = new mysqli('localhost', 'root', '', '', 0, getenv('KOPIJ_WP_SOCKET'));
$db->query('CREATE DATABASE wordpress CHARACTER SET utf8mb4');

/** WordPress would send the password by mail. */
function wp_new_blog_notification(...$unused)
{
}
/** Nor is there anybody to write to. */
function wp_mail(...$unused)
{
    return true;
}

require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('Proefsite', 'beheer', 'beheer@example.org', false, '', wp_generate_password(24));
update_option('timezone_string', 'Europe/Amsterdam');
update_option('permalink_structure', '/%postname%/');
update_option('blog_public', 0);

$people = [];
foreach (['beheer' => 'administrator', 'redactie' => 'editor', 'auteur' => 'author', 'bijdrager' => 'contributor'] as $name => $role) {
    $id = username_exists($name) ?: wp_insert_user([
        'user_login' => $name,
        'user_pass' => wp_generate_password(24),
        'user_email' => "$name@example.org",
        'role' => $role,
    ]);
    [$password] = WP_Application_Passwords::create_new_application_password($id, ['name' => 'Kopij']);
    $people[$name] = ['id' => $id, 'password' => $password];
}
echo json_encode(['version' => get_bloginfo('version'), 'zone' => wp_timezone_string(), 'people' => $people]);
