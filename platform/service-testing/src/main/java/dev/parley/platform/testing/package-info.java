/**
 * What every service's tests stand on: one embedded stack per JVM, signed tokens, event samples, stand-ins for other
 * services, and the rules every service is held to.
 */
package dev.parley.platform.testing;
