package dev.parley.platform.events;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Why an event was not sent.
 *
 * @param reason constant per cause, without values of the event
 */
record SendFailure(Kind kind, String reason) {

    enum Kind {
        /** The broker was unreachable or did not respond: whether it has the event is unknown. */
        AWAY,
        /** The topic does not exist, or this service may not write to it. */
        TOPIC,
        /** The event can never be sent as it is. */
        UNFIT
    }

    private static final List<Class<? extends Throwable>> OF_THE_EVENT = List.of(
            UnreadableEvent.class,
            RecordTooLargeException.class,
            RecordBatchTooLargeException.class,
            InvalidRecordException.class,
            SerializationException.class);

    private static final List<Class<? extends Throwable>> OF_THE_TOPIC =
            List.of(UnknownTopicOrPartitionException.class, InvalidTopicException.class, AuthorizationException.class);

    /** Searches the causes: an unknown topic arrives as a timeout. */
    static SendFailure of(Throwable failure) {
        Throwable unfit = causeIn(failure, OF_THE_EVENT);
        if (unfit != null) {
            return new SendFailure(Kind.UNFIT, name(unfit));
        }
        Throwable topic = causeIn(failure, OF_THE_TOPIC);
        if (topic != null) {
            return new SendFailure(Kind.TOPIC, name(topic));
        }
        Throwable outermost =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return new SendFailure(Kind.AWAY, name(outermost));
    }

    /** Whether the topic is the cause. */
    static boolean isOfTheTopic(Throwable failure) {
        return of(failure).kind == Kind.TOPIC;
    }

    boolean is(Kind other) {
        return kind == other;
    }

    private static @Nullable Throwable causeIn(Throwable failure, List<Class<? extends Throwable>> classes) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(cause -> classes.stream().anyMatch(type -> type.isInstance(cause)))
                .findFirst()
                .orElse(null);
    }

    private static String name(Throwable cause) {
        return cause.getClass().getSimpleName();
    }
}
