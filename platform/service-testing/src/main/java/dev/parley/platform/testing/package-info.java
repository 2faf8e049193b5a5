/**
 * Shared test support of services: one embedded stack per JVM, signed tokens, event samples, stubs of other services,
 * and the contracts and rules of every service.
 */
package dev.parley.platform.testing;
