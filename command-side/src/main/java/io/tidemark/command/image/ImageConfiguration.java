package io.tidemark.command.image;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The bounds of uploads. */
@Configuration(proxyBeanMethods = false)
class ImageConfiguration {

    @Bean
    UploadTuning uploadTuning() {
        return UploadTuning.DEFAULT;
    }
}
