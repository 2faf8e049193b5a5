package dev.parley.embedded;

/**
 * One engine of the stack, which can be stopped and restarted at the same address with its data.
 *
 * <p>Starting and stopping are idempotent.
 */
public sealed interface Engine permits EmbeddedKafka, EmbeddedMongo, EmbeddedRedis {

    /** Starts the engine and returns once it responds. */
    void start();

    /** Stops the engine gracefully; its data stays. */
    void stop();

    /** Whether it is started. */
    boolean running();

    /** The address for the configuration of a client; it does not change. */
    String address();
}
