package dev.parley.local;

import dev.parley.embedded.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** {@code ./parley dlq}: the events that a consumer could not take, why, and once more. */
final class DeadLetters {

    private static final String HELP = """
            dlq list                      every dead letter, by topic
            dlq show TOPIC OFFSET         one of them, with its reason and its data
            dlq replay TOPIC [OFFSET]     sends it, or all of the topic, to the original topic again, exactly as it was""";

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
            replay(of(arguments.get(1)));
        } else if (what.equals("replay") && count == 3) {
            replay(List.of(one(arguments.get(1), offset(arguments.get(2)))));
        } else {
            throw new UserError(HELP);
        }
        return 0;
    }

    /** How many dead letters there are in all. */
    int count() {
        return all().size();
    }

    private void list() {
        List<ConsumerRecord<byte[], byte[]>> letters = all();
        letters.forEach(letter -> terminal.say(String.format(
                "%s  %s %d  %s  %s: %s",
                Instant.ofEpochMilli(letter.timestamp()),
                original(letter),
                letter.offset(),
                Records.header(letter, "ce_type").orElse("?"),
                Records.header(letter, "x-dlq-consumer").orElse("?"),
                Records.header(letter, "x-dlq-reason").orElse("?")
                        + (isTrimmed(letter) ? " (value too large, not kept)" : ""))));
        terminal.say(letters.size() + " dead letters");
    }

    private void show(String topic, long offset) {
        ConsumerRecord<byte[], byte[]> letter = one(topic, offset);
        letter.headers().forEach(header -> terminal.say(header.key() + ": " + Records.text(header.value())));
        terminal.say("key: " + Records.text(letter.key()));
        terminal.say(Records.text(letter.value()));
    }

    private void replay(List<ConsumerRecord<byte[], byte[]>> letters) {
        Map<String, Object> kafka = settings.kafka();
        kafka.put("acks", "all");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (ConsumerRecord<byte[], byte[]> letter : letters) {
                ProducerRecord<byte[], byte[]> again = isTrimmed(letter) ? originalOf(letter) : asItWas(letter);
                producer.send(again).get();
                terminal.say("sent to " + again.topic() + ": "
                        + Records.header(letter, "ce_type").orElse("?") + " "
                        + Records.header(letter, "ce_id").orElse("?"));
            }
        } catch (ExecutionException e) {
            throw new UserError("The broker did not take it: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the letter was too large to be kept with its value. */
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
                    .orElseThrow(() -> new UserError("The dead letter was too large to be kept whole, and " + topic
                            + " no longer has its original, offset " + offset + " of partition " + partition));
        }
    }

    private ConsumerRecord<byte[], byte[]> one(String topic, long offset) {
        return of(topic).stream()
                .filter(letter -> letter.offset() == offset)
                .findFirst()
                .orElseThrow(() -> new UserError("No dead letter " + offset + " of " + topic));
    }

    private List<ConsumerRecord<byte[], byte[]>> of(String topic) {
        return read(List.of(topic.endsWith(Topics.DEAD_LETTERS) ? topic : topic + Topics.DEAD_LETTERS));
    }

    private List<ConsumerRecord<byte[], byte[]>> all() {
        return read(Topics.read(settings.topicsFile()).names().stream()
                .map(topic -> topic + Topics.DEAD_LETTERS)
                .toList());
    }

    private List<ConsumerRecord<byte[], byte[]>> read(List<String> topics) {
        try (Records records = new Records(settings, topics)) {
            return records.since(Instant.EPOCH);
        }
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
