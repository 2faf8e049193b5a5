package dev.parley.identity.user.kafka;

import dev.parley.platform.events.EventType;
import java.util.List;

/**
 * A further page of the anonymous ids that were linked to a purged account: {@link UserDeletedV1} has the first. It is
 * keyed by account and page, so that compaction keeps every page.
 *
 * @param page from 2
 * @param pages the number of pages, including the first
 */
@EventType("dev.parley.user.guests-purged.v1")
record GuestsPurgedV1(String userId, List<String> guests, int page, int pages) {}
