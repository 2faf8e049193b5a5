package dev.parley.catalog.imports.domain;

import java.io.IOException;
import java.io.InputStream;

/** Receives feeds. */
public interface Feeds {

    /**
     * Reads the whole body without ever holding more than a line of it in memory.
     *
     * @throws FeedProblem when it cannot be read as a feed; then nothing is left of it
     * @throws IOException when the sender went away
     */
    Feed receive(InputStream body, FeedFormat format) throws IOException;
}
