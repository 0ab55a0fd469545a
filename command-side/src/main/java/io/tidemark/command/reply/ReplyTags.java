package io.tidemark.command.reply;

import io.tidemark.edge.json.WireText;
import io.tidemark.edge.refusal.Refused;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tags of a saved reply, in the order given: at most 20 different ones of 1 to 40 characters. */
record ReplyTags(List<String> values) {

    static final int MAX_TAGS = 20;
    static final int MAX_LENGTH = 40;
    static final ReplyTags NONE = new ReplyTags(List.of());

    ReplyTags {
        values = different(values);
        if (values.size() > MAX_TAGS) {
            throw Refused.invalid("reply.too-many-tags", "a reply can have at most %s tags".formatted(MAX_TAGS));
        }
    }

    static ReplyTags parse(@Nullable List<@Nullable String> raw) {
        return raw == null
                ? NONE
                : new ReplyTags(raw.stream().map(tag -> tag == null ? "" : tag).toList());
    }

    /** Of those that compare equal, the first as it was typed. */
    private static List<String> different(List<String> tags) {
        var once = new LinkedHashMap<String, String>();
        for (var tag : tags) {
            var typed = clean(tag);
            once.putIfAbsent(WireText.comparable(typed), typed);
        }
        return List.copyOf(once.values());
    }

    private static String clean(String raw) {
        var tag = raw.strip();
        if (WireText.isInvisible(tag) || tag.codePointCount(0, tag.length()) > MAX_LENGTH) {
            throw Refused.invalid(
                    "reply.tag-length",
                    "each tag must have 1 to %s characters and must not be blank".formatted(MAX_LENGTH));
        }
        return tag;
    }
}
