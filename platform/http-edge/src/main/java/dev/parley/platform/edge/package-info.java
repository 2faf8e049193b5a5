/**
 * The border of every HTTP server of Parley, the gateway's and the services': strict HTTP/1.1 framing, deadlines, limits of
 * connections, security headers. It works on Netty's pipeline, before Vert.x or Quarkus see a request.
 */
@NullMarked
package dev.parley.platform.edge;

import org.jspecify.annotations.NullMarked;
