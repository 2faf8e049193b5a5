package dev.parley.platform.http;

import dev.parley.platform.problem.Problems;
import jakarta.annotation.Priority;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Refuses bodies beyond an endpoint's limit: by their Content-Length, else once that many bytes have arrived. */
@Provider
@ConstrainedTo(RuntimeType.SERVER)
@Priority(Priorities.HEADER_DECORATOR)
class BodyLimits implements ContainerRequestFilter {

    private static final long MEBIBYTE = 1024 * 1024;

    private final ResourceInfo endpoint;

    BodyLimits(ResourceInfo endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        boolean chunked = request.getHeaderString(HttpHeaders.CONTENT_LENGTH) == null
                && request.getHeaderString("Transfer-Encoding") != null;
        if (!chunked && request.getLength() <= 0) {
            return;
        }
        BodyLimit own = endpoint.getResourceMethod().getAnnotation(BodyLimit.class);
        long limit = (own == null ? 1 : own.mebibytes()) * MEBIBYTE;
        if (request.getLength() > limit) {
            throw Problems.tooLarge(limit);
        }
        if (chunked) {
            request.setEntityStream(new Limited(request.getEntityStream(), limit));
        }
    }

    private static final class Limited extends FilterInputStream {
        private final long limit;
        private long read;

        Limited(InputStream body, long limit) {
            super(body);
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, length);
            count(Math.max(0, count));
            return count;
        }

        private void count(int bytes) {
            read += bytes;
            if (read > limit) {
                throw Problems.tooLarge(limit);
            }
        }
    }
}
