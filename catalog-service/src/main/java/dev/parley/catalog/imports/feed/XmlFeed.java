package dev.parley.catalog.imports.feed;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.catalog.imports.domain.BadRow;
import dev.parley.catalog.imports.domain.FeedProblem;
import java.io.IOException;
import java.io.Reader;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads a Merchant feed in XML, RSS 2.0 or Atom, item by item. Columns are elements of Google's namespace ({@code g:});
 * the elements of RSS and Atom fill those that are missing. There is no DTD, and so no entity but the predefined ones.
 */
final class XmlFeed {

    private static final String GOOGLE = "http://base.google.com/ns/1.0";
    private static final Set<String> ITEMS = Set.of("item", "entry");
    private static final int DEEPEST = 20;

    /** Elements of Atom and RSS that have another name than their column. */
    private static final Map<String, String> COLUMNS = Map.of("summary", "description", "content", "description");

    private final XMLStreamReader xml;
    private int characters;

    private XmlFeed(XMLStreamReader xml) {
        this.xml = xml;
    }

    /** @throws FeedProblem.Malformed when it is not well-formed, or neither RSS nor Atom */
    static void read(Reader text, ConvertedRows.Writer items) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(text);
            new XmlFeed(xml).items(items);
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            throw new FeedProblem.Malformed("The feed is no well-formed XML: line " + line + ".");
        }
    }

    private void items(ConvertedRows.Writer items) throws XMLStreamException, IOException {
        boolean root = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD) {
                throw new FeedProblem.Malformed("The feed has a document type, which is not allowed.");
            }
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            if (!root && !Set.of("rss", "feed", "RDF").contains(xml.getLocalName())) {
                throw new FeedProblem.Malformed("The feed is neither RSS nor Atom.");
            }
            root = true;
            if (ITEMS.contains(xml.getLocalName())) {
                item(items);
            }
        }
    }

    private void item(ConvertedRows.Writer items) throws XMLStreamException, IOException {
        int line = xml.getLocation().getLineNumber();
        characters = 0;
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        Set<String> google = new HashSet<>();
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.getEventType() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            boolean ofGoogle = GOOGLE.equals(xml.getNamespaceURI());
            String name = COLUMNS.getOrDefault(xml.getLocalName(), xml.getLocalName());
            String href = xml.getAttributeValue(null, "href");
            ObjectNode nested = JsonNodeFactory.instance.objectNode();
            String text = text(nested, 1);
            if (ofGoogle && google.add(name)) {
                item.remove(name);
            } else if (!ofGoogle && google.contains(name) || isOtherLink(item, name, href)) {
                continue;
            }
            if (!nested.isEmpty()) {
                (item.get(name) instanceof ArrayNode several ? several : item.putArray(name)).add(nested);
            } else {
                add(item, name, text.isBlank() && href != null ? href : text);
            }
        }
        if (characters > Lines.LONGEST) {
            items.bad(line, new BadRow("has more than " + Lines.LONGEST + " characters"));
        } else {
            items.row(line, item);
        }
    }

    /** Atom has several links, of which the first is the page. */
    private static boolean isOtherLink(ObjectNode item, String name, @Nullable String href) {
        return href != null && item.has(name);
    }

    private static void add(ObjectNode item, String name, String text) {
        if (!item.has(name)) {
            item.put(name, text);
        } else if (item.get(name) instanceof ArrayNode several) {
            several.add(text);
        } else {
            String first = item.get(name).asText();
            item.putArray(name).add(first).add(text);
        }
    }

    /**
     * The text of the current element, up to its end; the text of its children, by name, is added to {@code nested}.
     */
    private String text(ObjectNode nested, int depth) throws XMLStreamException {
        if (depth > DEEPEST) {
            throw new FeedProblem.Malformed("The feed nests elements more than " + DEEPEST + " deep.");
        }
        StringBuilder text = new StringBuilder();
        int event;
        while ((event = xml.next()) != XMLStreamConstants.END_ELEMENT) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                String name = xml.getLocalName();
                nested.put(name, text(JsonNodeFactory.instance.objectNode(), depth + 1));
            } else if (xml.hasText()) {
                characters += xml.getTextLength();
                if (characters <= Lines.LONGEST && event != XMLStreamConstants.COMMENT) {
                    text.append(xml.getText());
                }
            }
        }
        return text.toString();
    }
}
