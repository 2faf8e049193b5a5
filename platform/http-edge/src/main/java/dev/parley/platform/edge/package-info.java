/**
 * The edge of every HTTP server of Parley, in the gateway and in the services: strict HTTP/1.1 framing, deadlines,
 * connection limits, security headers. It works in the Netty pipeline, before Vert.x or Quarkus handle a request.
 */
@NullMarked
package dev.parley.platform.edge;

import org.jspecify.annotations.NullMarked;
