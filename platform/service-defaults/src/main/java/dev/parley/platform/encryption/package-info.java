/**
 * Encryption of secrets at rest: values with which a reader of the database could impersonate users, such as signing
 * keys of tokens. Each is encrypted with AES-256-GCM under a key that is not in the database
 * ({@code PARLEY_KEY_ENCRYPTION_KEYS}).
 */
package dev.parley.platform.encryption;
