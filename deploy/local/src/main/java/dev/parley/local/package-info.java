/**
 * Parley on one machine: the launcher starts the stack (Kafka, documents, Redis and the gateway in one JVM) and the six
 * services, each as a process of its own, supervises and stops them.
 */
@NullMarked
package dev.parley.local;

import org.jspecify.annotations.NullMarked;
