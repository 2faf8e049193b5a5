/**
 * Encryption of secrets at rest: values that would let a reader of the database act as somebody else, such as keys that
 * sign tokens. Each is encrypted with AES-256-GCM under a key that is not in the database
 * ({@code PARLEY_KEY_ENCRYPTION_KEYS}).
 */
package dev.parley.platform.encryption;
