package dev.parley.embedded;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * A document store that serves only connections authenticated by SASL PLAIN (RFC 4616): mongo-java-server itself has no
 * authentication. The password crosses only the loopback interface.
 */
final class PasswordProtected implements MongoBackend {

    private static final AttributeKey<Boolean> AUTHENTICATED = AttributeKey.valueOf("parley.authenticated");
    private static final Set<String> BEFORE_AUTHENTICATION =
            Set.of("hello", "ismaster", "isMaster", "ping", "buildInfo", "buildinfo", "endSessions");
    private static final String START = "saslStart";
    private static final int UNAUTHORIZED = 13;
    private static final int AUTHENTICATION_FAILED = 18;

    private final MongoBackend store;
    private final byte[] expected;

    PasswordProtected(MongoBackend store, String user, String password) {
        this.store = store;
        this.expected = ("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        Document request = message.getDocument();
        String command = request.keySet().iterator().next();
        if (command.equals(START)) {
            return authenticate(message.getChannel(), request);
        }
        return mayRun(message.getChannel(), command) ? store.handleMessage(message) : unauthorized(command);
    }

    /** The older wire protocol: the driver opens connections with it. */
    @Override
    public QueryResult handleQuery(MongoQuery query) {
        Document request = query.getQuery();
        String command = request.isEmpty() ? "" : request.keySet().iterator().next();
        boolean isCommand = "$cmd".equals(query.getCollectionName());
        return (isCommand && mayRun(query.getChannel(), command)) || isAuthenticated(query.getChannel())
                ? store.handleQuery(query)
                : new QueryResult(List.of(unauthorized(command)));
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document request) {
        if (command.equals(START)) {
            return authenticate(channel, request);
        }
        return mayRun(channel, command)
                ? store.handleCommand(channel, database, command, request)
                : unauthorized(command);
    }

    private Document authenticate(Channel channel, Document request) {
        boolean known = "PLAIN".equals(request.get("mechanism"))
                && request.get("payload") instanceof BinData payload
                && MessageDigest.isEqual(expected, withoutAuthorizationId(payload.getData()));
        if (!known) {
            return error(AUTHENTICATION_FAILED, "AuthenticationFailed", "Authentication failed.");
        }
        channel.attr(AUTHENTICATED).set(true);
        return new Document("conversationId", 1)
                .append("done", true)
                .append("payload", new BinData(new byte[0]))
                .append("ok", 1.0);
    }

    /** Drivers may send an authorization identity before the first NUL; it is ignored. */
    private static byte[] withoutAuthorizationId(byte[] payload) {
        String message = new String(payload, StandardCharsets.UTF_8);
        int end = message.indexOf('\0');
        return (end < 0 ? "" : message.substring(end)).getBytes(StandardCharsets.UTF_8);
    }

    private static boolean mayRun(Channel channel, String command) {
        return BEFORE_AUTHENTICATION.contains(command) || isAuthenticated(channel);
    }

    private static boolean isAuthenticated(Channel channel) {
        return Boolean.TRUE.equals(channel.attr(AUTHENTICATED).get());
    }

    private static Document unauthorized(String command) {
        return error(UNAUTHORIZED, "Unauthorized", "command " + command + " requires authentication");
    }

    private static Document error(int code, String name, String message) {
        return new Document("ok", 0.0)
                .append("errmsg", message)
                .append("code", code)
                .append("codeName", name);
    }

    @Override
    public void handleClose(Channel channel) {
        store.handleClose(channel);
    }

    @Override
    public void dropDatabase(String database) {
        store.dropDatabase(database);
    }

    @Override
    public Collection<Document> getCurrentOperations(MongoQuery query) {
        return store.getCurrentOperations(query);
    }

    @Override
    public Document getServerStatus() {
        return store.getServerStatus();
    }

    @Override
    public void close() {
        store.close();
    }

    @Override
    public void closeCursors(List<Long> cursorIds) {
        store.closeCursors(cursorIds);
    }

    @Override
    public Clock getClock() {
        return store.getClock();
    }

    @Override
    public void enableOplog() {
        store.enableOplog();
    }

    @Override
    public void disableOplog() {
        store.disableOplog();
    }

    @Override
    public MongoDatabase resolveDatabase(String database) {
        return store.resolveDatabase(database);
    }

    @Override
    public MongoBackend version(MongoVersion version) {
        store.version(version);
        return this;
    }
}
