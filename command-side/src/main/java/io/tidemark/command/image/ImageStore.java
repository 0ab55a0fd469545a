package io.tidemark.command.image;

import java.nio.file.Path;
import java.util.Optional;
import org.springframework.core.io.Resource;

/** Where images stay for good. Its calls block. */
public interface ImageStore {

    /** Takes the file over under the name. It is on disk when this returns; keeping the same again changes nothing. */
    void keep(ImageName name, Path file);

    /** The content, if it is there. */
    Optional<Resource> find(ImageName name);
}
