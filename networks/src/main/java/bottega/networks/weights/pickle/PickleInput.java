package bottega.networks.weights.pickle;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Operations and their arguments out of bytes; no length is believed that the bytes do not bear out. */
final class PickleInput {
    private static final int LONGEST_INTEGER = 1024;

    private final ByteBuffer in;

    PickleInput(ByteBuffer bytes) {
        this.in = bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    Opcode opcode() {
        return Opcode.of(unsignedByte());
    }

    int unsignedByte() {
        need(1);
        return Byte.toUnsignedInt(in.get());
    }

    int unsignedShort() {
        need(2);
        return Short.toUnsignedInt(in.getShort());
    }

    int signedInt() {
        need(4);
        return in.getInt();
    }

    long unsignedInt() {
        return Integer.toUnsignedLong(signedInt());
    }

    long length8() {
        need(8);
        return in.getLong();
    }

    /** Big-endian, unlike everything else. */
    double bigEndianDouble() {
        need(8);
        return Double.longBitsToDouble(Long.reverseBytes(in.getLong()));
    }

    /** A whole number of so many bytes in two's complement: a Long where it fits. */
    Number integer(long length) {
        if (length > LONGEST_INTEGER) {
            throw PickleException.damaged("pickle", "whole numbers of at most " + LONGEST_INTEGER + " bytes", length);
        }
        byte[] bytes = bytes(length);
        if (bytes.length == 0) {
            return 0L;
        }
        for (int i = 0, j = bytes.length - 1; i < j; i++, j--) {
            byte swapped = bytes[i];
            bytes[i] = bytes[j];
            bytes[j] = swapped;
        }
        var number = new BigInteger(bytes);
        return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
    }

    byte[] bytes(long length) {
        need(length);
        byte[] bytes = new byte[(int) length];
        in.get(bytes);
        return bytes;
    }

    String utf8(long length) {
        return utf8(slice(length));
    }

    /** Python 2's text of bytes. */
    String latin1(long length) {
        return new String(bytes(length), StandardCharsets.ISO_8859_1);
    }

    /** Up to the next line feed, without it. */
    String line() {
        int length = 0;
        while (length < in.remaining() && in.get(in.position() + length) != '\n') {
            length++;
        }
        String line = utf8(length);
        need(1);
        in.get();
        return line;
    }

    void checkFrame(long length) {
        need(length);
    }

    private ByteBuffer slice(long length) {
        need(length);
        ByteBuffer slice = in.slice(in.position(), (int) length);
        in.position(in.position() + (int) length);
        return slice;
    }

    private static String utf8(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw PickleException.damaged("pickle", "text in UTF-8", "other bytes", e);
        }
    }

    private void need(long length) {
        if (length < 0 || length > in.remaining()) {
            throw PickleException.damaged(
                    "pickle",
                    "a pickle that ends with STOP",
                    Long.toUnsignedString(length) + " bytes wanted where " + in.remaining() + " are left");
        }
    }
}
