package io.tidemark.query.audit;

import io.tidemark.db.log.Epoch;
import io.tidemark.query.read.Page;
import io.tidemark.query.read.share.ReadProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Answers with one page of entries. A page may be short or empty although there are more: it reads a bounded part. */
@Component
public class AuditPages {

    private static final int DEFAULT_LIMIT = 50;

    private final AuditLog log;
    private final AuditEntries entries;
    private final Epoch epoch;
    private final int maxPage;

    AuditPages(AuditLog log, AuditEntries entries, Epoch epoch, ReadProperties properties) {
        this.log = log;
        this.entries = entries;
        this.epoch = epoch;
        this.maxPage = properties.maxPage();
    }

    public int limit(@Nullable String raw) {
        return Page.limit(raw, DEFAULT_LIMIT, maxPage);
    }

    public ResponseEntity<Page<AuditEntry>> read(AuditRange range, int limit) {
        var page = log.readInTime(range.filter(), range.after(), range.upTo(), limit);
        boolean isLast = page.reached() >= range.upTo();
        var reached = epoch.at(isLast ? range.head() : page.reached()).toString();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header("Tidemark-Cursor", reached)
                .body(new Page<>(entries.of(page.events()), isLast ? null : reached));
    }
}
