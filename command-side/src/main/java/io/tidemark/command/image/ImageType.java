package io.tidemark.command.image;

/** The kinds of image that are kept, told by their content and by nothing that anybody says of it. */
public enum ImageType {
    PNG("png", "image/png"),
    JPEG("jpg", "image/jpeg"),
    WEBP("webp", "image/webp");

    private final String extension;
    private final String mediaType;

    ImageType(String extension, String mediaType) {
        this.extension = extension;
        this.mediaType = mediaType;
    }

    /** The end of the file's name. */
    public String extension() {
        return extension;
    }

    /** The type as HTTP says it. */
    public String mediaType() {
        return mediaType;
    }
}
