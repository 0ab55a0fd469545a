package io.tidemark.edge.http.entry;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Makes a valid address of each. Browsers send some characters as they are that RFC 3986 wants encoded; here they get encoded. A
 * percent sign that begins no escape becomes the escape of NUL, which no path and no query may have: so it is refused with a
 * problem. Without this, an invalid address would be answered before any filter sees it.
 */
class AddressText extends ChannelInboundHandlerAdapter {

    private static final String SENT_UNENCODED = "|{}^`\\\"<>";
    private static final String NO_TEXT = "%00";
    private static final int ESCAPE_LENGTH = 3;
    private static final int HEX = 16;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof HttpRequest request) {
            var valid = valid(request.uri());
            if (valid != null) {
                request.setUri(valid);
            }
        }
        super.channelRead(context, message);
    }

    /** Null if the address is valid. */
    static @Nullable String valid(String address) {
        for (int at = 0; at < address.length(); at++) {
            if (!isValid(address, at)) {
                return encoded(address, at);
            }
        }
        return null;
    }

    private static String encoded(String address, int validUpTo) {
        var encoded = new StringBuilder(address.length() + HEX).append(address, 0, validUpTo);
        for (int at = validUpTo; at < address.length(); at++) {
            char each = address.charAt(at);
            if (isValid(address, at)) {
                encoded.append(each);
            } else if (each == '%') {
                encoded.append(NO_TEXT);
            } else {
                encoded.append('%').append(Integer.toHexString(each));
            }
        }
        return encoded.toString();
    }

    private static boolean isValid(String address, int at) {
        char each = address.charAt(at);
        return each == '%' ? isEscape(address, at) : SENT_UNENCODED.indexOf(each) < 0;
    }

    private static boolean isEscape(String address, int at) {
        return at + ESCAPE_LENGTH <= address.length()
                && Character.digit(address.charAt(at + 1), HEX) >= 0
                && Character.digit(address.charAt(at + 2), HEX) >= 0;
    }
}
