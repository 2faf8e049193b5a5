package dev.parley.identity.privacy.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.platform.events.EventJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Merges the pages of a part for a person with more guests than fit into one request: data of the account is in every
 * page, and once in the merged part.
 */
final class MergedPart {

    private final String service;
    private final String userId;
    private final Map<String, Set<JsonNode>> data = new LinkedHashMap<>();

    MergedPart(String service, String userId) {
        this.service = service;
        this.userId = userId;
    }

    /** @param page a complete part, of the account and some of its guests */
    void add(byte[] page) {
        for (Map.Entry<String, JsonNode> kind : EventJson.tree(page).get("data").properties()) {
            kind.getValue().forEach(data.computeIfAbsent(kind.getKey(), name -> new LinkedHashSet<>())::add);
        }
    }

    /** The merged part, in the format of a single one. */
    byte[] bytes() {
        ObjectNode part = JsonNodeFactory.instance.objectNode();
        part.put("service", service).put("userId", userId);
        ObjectNode kinds = part.putObject("data");
        data.forEach((name, things) -> {
            ArrayNode list = kinds.putArray(name);
            things.forEach(list::add);
        });
        return part.toString().getBytes(StandardCharsets.UTF_8);
    }
}
