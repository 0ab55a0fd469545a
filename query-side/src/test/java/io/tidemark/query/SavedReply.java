package io.tidemark.query;

import io.tidemark.db.log.EventMetaData;
import io.tidemark.events.Change;
import io.tidemark.events.reply.ReplyCreated;
import io.tidemark.events.reply.ReplyDeleted;
import io.tidemark.events.reply.ReplyEvent;
import io.tidemark.events.reply.ReplyUpdated;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;

/** A user's reply as the command side would record it: each event is one version further. */
public final class SavedReply {

    private final String id = UUID.randomUUID().toString();
    private final String owner;
    private final AtomicLong nextVersion = new AtomicLong();

    private SavedReply(String owner) {
        this.owner = owner;
    }

    public static SavedReply of(String owner) {
        return new SavedReply(owner);
    }

    /** Creations of as many replies. */
    public static List<DomainEventMessage<ReplyEvent>> many(String owner, int number) {
        return Stream.generate(() -> of(owner).created()).limit(number).toList();
    }

    public String id() {
        return id;
    }

    public String subject() {
        return "reply/" + id;
    }

    public DomainEventMessage<ReplyEvent> created() {
        return created("title", "content");
    }

    public DomainEventMessage<ReplyEvent> created(String title, String content) {
        return recorded(new ReplyCreated(id, owner, title, content, "category", List.of("a", "b")));
    }

    public DomainEventMessage<ReplyEvent> retitled(String title) {
        return recorded(
                new ReplyUpdated(id, owner, Change.to(title), Change.absent(), Change.absent(), Change.absent()));
    }

    public DomainEventMessage<ReplyEvent> uncategorised() {
        return recorded(
                new ReplyUpdated(id, owner, Change.absent(), Change.absent(), Change.cleared(), Change.absent()));
    }

    public DomainEventMessage<ReplyEvent> deleted() {
        return recorded(new ReplyDeleted(id, owner));
    }

    /** Any event, as the reply's next. */
    public DomainEventMessage<ReplyEvent> recorded(ReplyEvent event) {
        long version = nextVersion.getAndIncrement();
        var metaData =
                Map.of(EventMetaData.ACTOR, owner, EventMetaData.COMMAND_ID, "%s command-%s".formatted(owner, version));
        return new GenericDomainEventMessage<>("reply", subject(), version, event, metaData);
    }
}
