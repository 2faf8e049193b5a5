package dev.parley.local;

import dev.parley.embedded.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** {@code ./parley dlq}: lists, shows and replays dead letters. */
final class DeadLetters {

    private static final String HELP = """
            dlq list                      list all dead letters, by topic
            dlq show TOPIC OFFSET         show one of them, with its reason and its data
            dlq replay TOPIC [OFFSET]     send it, or all of the topic, to the original topic again, unchanged""";

    private final Settings settings;
    private final Terminal terminal;

    DeadLetters(Settings settings, Terminal terminal) {
        this.settings = settings;
        this.terminal = terminal;
    }

    int run(List<String> arguments) {
        String what = arguments.isEmpty() ? "" : arguments.getFirst();
        int count = arguments.size();
        if (what.equals("list") && count == 1) {
            list();
        } else if (what.equals("show") && count == 3) {
            show(arguments.get(1), offset(arguments.get(2)));
        } else if (what.equals("replay") && count == 2) {
            replay(of(arguments.get(1)), letter -> true);
        } else if (what.equals("replay") && count == 3) {
            long offset = offset(arguments.get(2));
            if (replay(of(arguments.get(1)), letter -> letter.offset() == offset) == 0) {
                throw none(arguments.get(1), offset);
            }
        } else {
            throw new UserError(HELP);
        }
        return 0;
    }

    /** The total number of dead letters. */
    int count() {
        return read(all(), letter -> true, letter -> {});
    }

    private void list() {
        int letters = read(
                all(),
                letter -> true,
                letter -> terminal.say(String.format(
                        "%s  %s %d  %s  %s: %s",
                        Instant.ofEpochMilli(letter.timestamp()),
                        original(letter),
                        letter.offset(),
                        Records.header(letter, "ce_type").orElse("?"),
                        Records.header(letter, "x-dlq-consumer").orElse("?"),
                        Records.header(letter, "x-dlq-reason").orElse("?")
                                + (isTrimmed(letter) ? " (value too large, not kept)" : ""))));
        terminal.say(letters + " dead letters");
    }

    private void show(String topic, long offset) {
        int shown = read(of(topic), letter -> letter.offset() == offset, letter -> {
            letter.headers().forEach(header -> terminal.say(header.key() + ": " + Records.text(header.value())));
            terminal.say("key: " + Records.text(letter.key()));
            terminal.say(Records.text(letter.value()));
        });
        if (shown == 0) {
            throw none(topic, offset);
        }
    }

    /** Replays matching dead letters of these topics; returns their number. */
    private int replay(List<String> topics, Predicate<ConsumerRecord<byte[], byte[]>> which) {
        Map<String, Object> kafka = settings.kafka();
        kafka.put("acks", "all");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            return read(topics, which, letter -> replay(letter, producer));
        }
    }

    private void replay(ConsumerRecord<byte[], byte[]> letter, KafkaProducer<byte[], byte[]> producer) {
        ProducerRecord<byte[], byte[]> again = isTrimmed(letter) ? originalOf(letter) : asItWas(letter);
        try {
            producer.send(again).get();
        } catch (ExecutionException e) {
            throw new UserError("The broker did not accept it: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("Interrupted before it was sent: offset " + letter.offset() + " of " + letter.topic());
        }
        terminal.say("sent to " + again.topic() + ": "
                + Records.header(letter, "ce_type").orElse("?") + " "
                + Records.header(letter, "ce_id").orElse("?"));
    }

    /** Whether the letter was too large to be stored with its value. */
    private static boolean isTrimmed(ConsumerRecord<byte[], byte[]> letter) {
        return Records.header(letter, "x-dlq-trimmed").isPresent();
    }

    private static ProducerRecord<byte[], byte[]> asItWas(ConsumerRecord<byte[], byte[]> letter) {
        ProducerRecord<byte[], byte[]> again =
                new ProducerRecord<>(original(letter), null, letter.key(), letter.value());
        letter.headers().forEach(header -> {
            if (!header.key().startsWith("x-dlq-") && !header.key().startsWith("x-original-")) {
                again.headers().add(header);
            }
        });
        return again;
    }

    private ProducerRecord<byte[], byte[]> originalOf(ConsumerRecord<byte[], byte[]> letter) {
        String topic = original(letter);
        int partition =
                (int) offset(Records.header(letter, "x-original-partition").orElse(""));
        long offset = offset(Records.header(letter, "x-original-offset").orElse(""));
        try (Records records = new Records(settings, List.of(topic))) {
            return records.at(new TopicPartition(topic, partition), offset)
                    .map(record -> new ProducerRecord<>(topic, null, record.key(), record.value(), record.headers()))
                    .orElseThrow(() -> new UserError("The dead letter was too large to be stored whole, and " + topic
                            + " no longer has its original, offset " + offset + " of partition " + partition));
        }
    }

    private static UserError none(String topic, long offset) {
        return new UserError("No dead letter " + offset + " of " + topic);
    }

    private static List<String> of(String topic) {
        return List.of(topic.endsWith(Topics.DEAD_LETTERS) ? topic : topic + Topics.DEAD_LETTERS);
    }

    private List<String> all() {
        return Topics.read(settings.topicsFile()).names().stream()
                .map(topic -> topic + Topics.DEAD_LETTERS)
                .toList();
    }

    /**
     * Passes matching dead letters to {@code reader}, by time, one after the other because they may be large. Returns
     * their number.
     */
    private int read(
            List<String> topics,
            Predicate<ConsumerRecord<byte[], byte[]>> which,
            Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        AtomicInteger count = new AtomicInteger();
        try (Records records = new Records(settings, topics)) {
            records.since(Instant.EPOCH, letter -> {
                if (which.test(letter)) {
                    reader.accept(letter);
                    count.incrementAndGet();
                }
            });
        }
        return count.get();
    }

    private static String original(ConsumerRecord<byte[], byte[]> letter) {
        return Records.header(letter, "x-original-topic")
                .orElseGet(() -> letter.topic().substring(0, letter.topic().length() - Topics.DEAD_LETTERS.length()));
    }

    private static long offset(String text) {
        return Optional.of(text)
                .filter(digits -> digits.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .orElseThrow(() -> new UserError("Not an offset: " + text));
    }
}
