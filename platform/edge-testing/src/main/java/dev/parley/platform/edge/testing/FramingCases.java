package dev.parley.platform.edge.testing;

import static dev.parley.platform.edge.testing.FramingCases.Outcome.ANSWERED;
import static dev.parley.platform.edge.testing.FramingCases.Outcome.ANSWERED_THEN_REFUSED;
import static dev.parley.platform.edge.testing.FramingCases.Outcome.ANSWERED_TWICE;
import static dev.parley.platform.edge.testing.FramingCases.Outcome.REFUSED;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Requests that HTTP servers are known to parse differently. Most are followed by a smuggled request, which a server
 * that misjudges the length of the first one would answer, or attribute to the next caller.
 */
public final class FramingCases {

    /** The expected outcome before the connection is closed. */
    public enum Outcome {
        /** One problem+json response of 4xx or 505. */
        REFUSED,
        /** One response, not a server error. */
        ANSWERED,
        ANSWERED_TWICE,
        ANSWERED_THEN_REFUSED
    }

    public record Case(String name, Outcome outcome, String request) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** The path of the smuggled requests; no server may ever receive a request for it. */
    public static final String SMUGGLED = "/v1/smuggled";

    private static final String BODY = "{\"name\":\"lamp twenty\"}";
    private static final String NEXT = "GET " + SMUGGLED + " HTTP/1.1\r\nHost: smuggled\r\n\r\n";
    private static final String WHOLE = "Content-Length: " + BODY.length();
    private static final String CHUNKED = "Transfer-Encoding: chunked";
    private static final String CHUNKS = Integer.toHexString(BODY.length()) + "\r\n" + BODY + "\r\n0\r\n\r\n";
    private static final String SIZE = Integer.toHexString(BODY.length());

    private final String path;
    private final List<Case> cases = new ArrayList<>();

    private FramingCases(String path) {
        this.path = path;
    }

    /** The cases as requests to {@code path}, which takes a POST of JSON and a GET. */
    public static Stream<Case> at(String path) {
        FramingCases all = new FramingCases(path);
        all.bothLengths();
        all.transferEncodings();
        all.versions();
        all.contentLengths();
        all.hosts();
        all.lines();
        all.chunks();
        all.targetsAndSizes();
        all.more();
        return all.cases.stream();
    }

    private void bothLengths() {
        post("CL and TE", REFUSED, WHOLE + "\r\n" + CHUNKED, CHUNKS + NEXT);
        post("TE and CL", REFUSED, CHUNKED + "\r\nContent-Length: 4", CHUNKS + NEXT);
        post("TE and CL 0", REFUSED, CHUNKED + "\r\nContent-Length: 0", CHUNKS + NEXT);
        post("TE and CL in the middle", REFUSED, CHUNKED + "\r\nX: y\r\ncontent-length: 6", CHUNKS + NEXT);
        post("TE unknown and CL", REFUSED, "Transfer-Encoding: xchunked\r\n" + WHOLE, BODY + NEXT);
        post("TE quoted and CL", REFUSED, "Transfer-Encoding: \"chunked\"\r\n" + WHOLE, BODY + NEXT);
        post("TE vertical tab and CL", REFUSED, "Transfer-Encoding: \u000bchunked\r\n" + WHOLE, BODY + NEXT);
        post("TE space before colon and CL", REFUSED, "Transfer-Encoding : chunked\r\n" + WHOLE, CHUNKS + NEXT);
        post("TE folded and CL", REFUSED, "Transfer-Encoding:\r\n chunked\r\n" + WHOLE, CHUNKS + NEXT);
        post("TE as an underscore", ANSWERED, "Transfer_Encoding: chunked\r\n" + WHOLE, BODY + NEXT);
        post("TE in a folded header and CL", ANSWERED, "X: y\r\n Transfer-Encoding: chunked\r\n" + WHOLE, BODY + NEXT);
    }

    private void transferEncodings() {
        for (String coding : List.of(
                "chunked, identity",
                "identity, chunked",
                "gzip, chunked",
                "chunked, chunked",
                "chunked,",
                ", chunked",
                "chunked;q=1",
                "identity",
                "gzip",
                "cow",
                "")) {
            post("TE '" + coding + "'", REFUSED, "Transfer-Encoding: " + coding, CHUNKS + NEXT);
        }
        post("TE twice", REFUSED, CHUNKED + "\r\n" + CHUNKED, CHUNKS + NEXT);
        post("TE chunked then identity", REFUSED, CHUNKED + "\r\nTransfer-Encoding: identity", CHUNKS + NEXT);
        post("TE identity then chunked", REFUSED, "Transfer-Encoding: identity\r\n" + CHUNKED, CHUNKS + NEXT);
        post("TE folded", REFUSED, "Transfer-Encoding:\r\n chunked", CHUNKS + NEXT);
        post("TE in capitals", ANSWERED, "Transfer-Encoding: CHUNKED", CHUNKS + NEXT);
        post("TE after a tab", ANSWERED, "Transfer-Encoding:\tchunked", CHUNKS + NEXT);
    }

    private void versions() {
        for (String te : List.of("chunked", "identity", "xchunked")) {
            raw(
                    "HTTP/1.0 and TE " + te,
                    REFUSED,
                    head("POST", path, "1.0", "Transfer-Encoding: " + te) + CHUNKS + NEXT);
        }
        raw(
                "HTTP/1.0 with TE, CL and keep-alive",
                REFUSED,
                "POST " + path + " HTTP/1.0\r\nHost: x\r\nConnection: keep-alive\r\n" + CHUNKED
                        + "\r\nContent-Length: 60\r\n\r\n0\r\n\r\n" + NEXT);
        raw("HTTP/1.0 without Host", ANSWERED, "GET " + path + " HTTP/1.0\r\n\r\n" + NEXT);
        raw("HTTP/1.0 with a body", ANSWERED, head("POST", path, "1.0", WHOLE) + BODY + NEXT);
        raw("HTTP/1.0 with two Hosts", REFUSED, "GET " + path + " HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n" + NEXT);
        for (String version : List.of("1.2", "2.0", "9.9", "0.9")) {
            raw("HTTP/" + version, REFUSED, head("GET", path, version, "X: y") + NEXT);
        }
        raw("no version", REFUSED, "GET " + path + "\r\nHost: x\r\n\r\n" + NEXT);
        raw("HTTP/2 preface", REFUSED, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    }

    private void contentLengths() {
        for (String length : List.of(
                "+" + BODY.length(),
                "-1",
                "0x16",
                "2 2",
                "99999999999999999999",
                "",
                "1e1",
                "22.0",
                "\u00b2",
                BODY.length() + ", " + BODY.length(),
                BODY.length() + ",")) {
            post("CL '" + length + "'", REFUSED, "Content-Length: " + length, BODY + NEXT);
        }
        post("two CL", REFUSED, WHOLE + "\r\nContent-Length: 100", BODY + NEXT);
        post("two equal CL", REFUSED, WHOLE + "\r\n" + WHOLE, BODY + NEXT);
        post("CL one too long", REFUSED, "Content-Length: " + (BODY.length() + 1), BODY);
        post("CL one too short", ANSWERED, "Content-Length: " + (BODY.length() - 1), BODY + NEXT);
        post("CL with a leading zero", ANSWERED, "Content-Length: 0" + BODY.length(), BODY + NEXT);
        post("half a body", REFUSED, WHOLE, BODY.substring(0, 5));
        post("no body", REFUSED, WHOLE, "");
    }

    private void hosts() {
        String close = "Connection: close\r\n";
        raw("no Host", REFUSED, "GET " + path + " HTTP/1.1\r\n" + close + "\r\n" + NEXT);
        for (String host :
                List.of("", "a b", "a/b", "a:b", "a:99999", "a@b", "a,b", "[", "[]", "a\u0000b", "a?b", "\u00e9")) {
            raw(
                    "Host '" + host + "'",
                    REFUSED,
                    "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + close + "\r\n" + NEXT);
        }
        raw("two Hosts", REFUSED, "GET " + path + " HTTP/1.1\r\nHost: a\r\nHost: b\r\n" + close + "\r\n" + NEXT);
        raw("two equal Hosts", REFUSED, "GET " + path + " HTTP/1.1\r\nHost: a\r\nHost: a\r\n" + close + "\r\n" + NEXT);
        raw("IPv6 Host", ANSWERED, "GET " + path + " HTTP/1.1\r\nHost: [::1]:8080\r\n" + close + "\r\n" + NEXT);
        get("two Authorizations", REFUSED, "Authorization: Bearer a\r\nAuthorization: Bearer b");
        get("two equal Authorizations", REFUSED, "Authorization: Bearer a\r\nauthorization: Bearer a");
    }

    private void lines() {
        post("bare LF in the head", REFUSED, "X: y\nTransfer-Encoding: chunked\r\n" + WHOLE, BODY + NEXT);
        raw("bare LF everywhere", REFUSED, ("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").replace("\r", "") + NEXT);
        post("bare CR in the head", REFUSED, "X: y\rTransfer-Encoding: chunked\r\n" + WHOLE, BODY + NEXT);
        post("NUL in the head", REFUSED, "X: y\u0000z\r\n" + WHOLE, BODY + NEXT);
        post("a line without a colon", REFUSED, "nothing\r\n" + WHOLE, BODY + NEXT);
        post("a header without a name", REFUSED, ": y\r\n" + WHOLE, BODY + NEXT);
        post("a space in a name", REFUSED, "X Y: z\r\n" + WHOLE, BODY + NEXT);
        post("a space before the colon", REFUSED, "Content-Length : " + BODY.length(), BODY + NEXT);
        raw("half a head", REFUSED, "GET " + path + " HTTP/1.1\r\nHost: x\r\nX-");
        raw("half a request line", REFUSED, "GET " + path);
    }

    private void chunks() {
        String end = "\r\n" + BODY + "\r\n0\r\n\r\n" + NEXT;
        for (String size :
                List.of("+" + SIZE, "0x" + SIZE, "-1", "xyz", "", " ", "FFFFFFFFFFFFFFFF" + SIZE, SIZE + " 5")) {
            post("chunk size '" + size + "'", REFUSED, CHUNKED, size + end);
        }
        post("chunk size before LF", REFUSED, CHUNKED, SIZE + "\n" + BODY + "\r\n0\r\n\r\n" + NEXT);
        post("chunk before LF", REFUSED, CHUNKED, SIZE + "\r\n" + BODY + "\n0\n\n" + NEXT);
        post("chunk extension before LF", REFUSED, CHUNKED, SIZE + ";a\n" + BODY + "\r\n0\r\n\r\n" + NEXT);
        post("chunk extension beyond all length", REFUSED, CHUNKED, SIZE + ";" + "a".repeat(70_000) + end);
        post("chunk extension", ANSWERED, CHUNKED, SIZE + ";a=b" + end);
        post("chunk longer than it says", REFUSED, CHUNKED, SIZE + "\r\n" + BODY + "xx\r\n0\r\n\r\n" + NEXT);
        post("half a chunk", REFUSED, CHUNKED, SIZE + "\r\n" + BODY.substring(0, 4));
        post("no last chunk", REFUSED, CHUNKED, SIZE + "\r\n" + BODY + "\r\n");
        post(
                "trailers that would change the head",
                ANSWERED,
                CHUNKED,
                SIZE + "\r\n" + BODY + "\r\n0\r\nAuthorization: Bearer x\r\nContent-Length: 100\r\n\r\n" + NEXT);
        post("a trailer without a colon", REFUSED, CHUNKED, SIZE + "\r\n" + BODY + "\r\n0\r\nnothing\r\n\r\n" + NEXT);
    }

    private void targetsAndSizes() {
        raw("target beyond ASCII", REFUSED, head("GET", path + "/\u00e9", "1.1", "X: y") + NEXT);
        raw("target with a tab", REFUSED, head("GET", path + "/\t/x", "1.1", "X: y") + NEXT);
        raw("target too long", REFUSED, head("GET", path + "?" + "a".repeat(70_000), "1.1", "X: y") + NEXT);
        raw("absolute target", ANSWERED, head("GET", "http://x" + path, "1.1", "X: y") + NEXT);
        get("headers too large", REFUSED, "X: " + "a".repeat(70_000));
        raw("CONNECT", REFUSED, head("CONNECT", "127.0.0.1:80", "1.1", "X: y") + NEXT);
    }

    private void more() {
        get("GET with a body", ANSWERED, "Content-Length: " + NEXT.length(), NEXT);
        post("Expect: 100-continue", ANSWERED, "Expect: 100-continue\r\n" + WHOLE, BODY + NEXT);
        post("Connection names Content-Length", ANSWERED, "Connection: Content-Length\r\n" + WHOLE, BODY + NEXT);
        post(
                "Connection names Transfer-Encoding",
                ANSWERED,
                "Connection: Transfer-Encoding\r\n" + CHUNKED,
                CHUNKS + NEXT);
        get(
                "Upgrade to h2c",
                ANSWERED,
                "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABk");
        post("Upgrade with CL and TE", REFUSED, "Upgrade: websocket\r\n" + WHOLE + "\r\n" + CHUNKED, CHUNKS + NEXT);
        get("X-Forwarded-For empty", ANSWERED, "X-Forwarded-For: ");
        get("X-Forwarded-For no address", ANSWERED, "X-Forwarded-For: , x y\r\nX-Forwarded-For: 1.2.3");
        get(
                "X-Forwarded-Port no port",
                ANSWERED,
                "X-Forwarded-Port: 99999999\r\nX-Forwarded-Proto: \r\nX-Forwarded-Ssl: ");
        String good = "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
        raw("two requests at once", ANSWERED_TWICE, good + head("GET", path, "1.1", "X: y") + NEXT);
        raw(
                "a good request and a bad one",
                ANSWERED_THEN_REFUSED,
                good + head("POST", path, "1.1", WHOLE + "\r\n" + CHUNKED) + CHUNKS + NEXT);
    }

    private void post(String name, Outcome outcome, String lines, String body) {
        raw(name, outcome, head("POST", path, "1.1", "Content-Type: application/json\r\n" + lines) + body);
    }

    private void get(String name, Outcome outcome, String lines, String... body) {
        raw(name, outcome, head("GET", path, "1.1", lines) + String.join("", body));
    }

    private void raw(String name, Outcome outcome, String request) {
        cases.add(new Case(name, outcome, request));
    }

    private static String head(String method, String target, String version, String lines) {
        return method + " " + target + " HTTP/" + version + "\r\nHost: x\r\nConnection: close\r\n" + lines + "\r\n\r\n";
    }
}
