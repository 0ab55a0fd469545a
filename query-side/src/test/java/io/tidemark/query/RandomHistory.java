package io.tidemark.query;

import io.tidemark.events.reply.ReplyEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;

/** A random but possible history of several users' replies. The same seed makes the same one. */
public final class RandomHistory {

    private static final int CHOICES = 5;

    private final Random random;
    private final List<String> users;
    private final List<SavedReply> living = new ArrayList<>();

    public RandomHistory(long seed, List<String> users) {
        this.random = new Random(seed);
        this.users = users;
    }

    public List<DomainEventMessage<ReplyEvent>> next(int number) {
        return Stream.generate(this::next).limit(number).toList();
    }

    public DomainEventMessage<ReplyEvent> next() {
        int choice = living.isEmpty() ? 0 : random.nextInt(CHOICES);
        return switch (choice) {
            case 0 -> create();
            case 1 -> living.remove(random.nextInt(living.size())).deleted();
            case 2 -> anyOne().uncategorised();
            default -> anyOne().retitled("title " + random.nextInt());
        };
    }

    private DomainEventMessage<ReplyEvent> create() {
        var reply = SavedReply.of(users.get(random.nextInt(users.size())));
        living.add(reply);
        return reply.created();
    }

    private SavedReply anyOne() {
        return living.get(random.nextInt(living.size()));
    }
}
