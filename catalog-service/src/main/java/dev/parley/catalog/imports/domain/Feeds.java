package dev.parley.catalog.imports.domain;

import java.io.IOException;
import java.io.InputStream;

/** Receives feeds. */
public interface Feeds {

    /**
     * Reads the whole body with at most one line of it in memory.
     *
     * @throws FeedProblem when it is not a readable feed; it is deleted then
     * @throws IOException when the client disconnects
     */
    Feed receive(InputStream body, FeedReading reading) throws IOException;
}
