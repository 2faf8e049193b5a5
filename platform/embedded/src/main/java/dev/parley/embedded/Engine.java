package dev.parley.embedded;

/**
 * One part of the stack that can be taken away and brought back: a restart comes up at the same address with its data.
 *
 * <p>Starting what runs and stopping what does not run do nothing.
 */
public sealed interface Engine permits EmbeddedKafka, EmbeddedMongo, EmbeddedRedis {

    /** Starts the engine and returns once it answers. */
    void start();

    /** Stops the engine in good order; its data stays. */
    void stop();

    /** Whether it was started and not stopped again. */
    boolean running();

    /** What a client puts in its configuration to reach this engine; the same before, while and after it runs. */
    String address();
}
