package dev.parley.platform.upstream;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Another service of ours answered with a 4xx. The caller knows what each of its answers means, so it catches this and
 * says it in its own words; uncaught it is an error of ours (500), never the answer of a service somebody did not ask.
 */
public final class UpstreamRefused extends RuntimeException {

    private final int status;
    private final String type;
    private final String detail;
    private final transient JsonNode body;

    UpstreamRefused(int status, String type, String detail, JsonNode body) {
        super(status + " " + type + ": " + detail);
        this.status = status;
        this.type = type;
        this.detail = detail;
        this.body = body;
    }

    public int status() {
        return status;
    }

    /** The problem's whole type URI, {@code about:blank} when the answer was no problem document. */
    public String type() {
        return type;
    }

    /** Whether the problem's type ends in this slug. */
    public boolean is(String slug) {
        return type.endsWith("/" + slug);
    }

    public String detail() {
        return detail;
    }

    /** The whole problem document, for its extension members; an empty object when there was none. */
    public JsonNode body() {
        return body;
    }
}
