package bottega.common.image;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.imageio.IIOImage;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageWriterSpi;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * The ImageIO plug-ins by name. Which plug-ins ImageIO itself offers, and in which order, depends on the class loader
 * that happened to ask first; here a format always has the same one. Nothing goes through ImageIO's cache on disk.
 */
final class Codecs {
    /** Found on first use and not when the class is loaded: that may be while a native executable is built. */
    enum Codec {
        JPEG(() -> ofTheJdk("com.sun.imageio.plugins.jpeg.JPEGImageReaderSpi")),
        PNG(() -> ofTheJdk("com.sun.imageio.plugins.png.PNGImageReaderSpi")),
        BMP(() -> ofTheJdk("com.sun.imageio.plugins.bmp.BMPImageReaderSpi")),
        TIFF(TIFFImageReaderSpi::new),
        WEBP(WebPImageReaderSpi::new);

        private final Supplier<ImageReaderSpi> search;
        private volatile ImageReaderSpi found;

        Codec(Supplier<ImageReaderSpi> search) {
            this.search = search;
        }

        private ImageReader reader() throws IOException {
            ImageReaderSpi provider = found;
            if (provider == null) {
                provider = search.get();
                found = provider;
            }
            return provider.createReaderInstance();
        }
    }

    private Codecs() {}

    /** What is asked of a reader. */
    interface Reading<T> {
        T from(ImageReader reader) throws IOException;
    }

    /**
     * @param warnings receives what the codec complains about while it goes on
     */
    static <T> T read(Codec codec, byte[] file, List<String> warnings, Reading<T> reading) throws IOException {
        ImageReader reader = codec.reader();
        try (MemoryCacheImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(input, false, true);
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            return reading.from(reader);
        } finally {
            reader.dispose();
        }
    }

    /** For formats whose plug-in warns only of what makes the picture wrong. */
    static BufferedImage readFlawless(String format, Codec codec, byte[] file) throws IOException {
        List<String> warnings = new ArrayList<>();
        BufferedImage image = read(codec, file, warnings, reader -> reader.read(0));
        if (!warnings.isEmpty()) {
            throw ImageProblems.damaged(format, String.join("; ", warnings));
        }
        return image;
    }

    static byte[] write(String format, Function<ImageWriter, ImageWriteParam> parameters, BufferedImage image) {
        ImageWriter writer;
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(file)) {
            writer = writerOfTheJdk(format).createWriterInstance();
            try {
                writer.setOutput(output);
                writer.write(null, new IIOImage(image, null, null), parameters.apply(writer));
            } finally {
                writer.dispose();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing " + format + " to memory", e);
        }
        return file.toByteArray();
    }

    private static ImageWriterSpi writerOfTheJdk(String format) {
        return find(
                ImageWriterSpi.class,
                spi -> spi.getClass().getName().startsWith("com.sun.imageio.")
                        && List.of(spi.getFormatNames()).contains(format),
                format);
    }

    private static ImageReaderSpi ofTheJdk(String className) {
        return find(ImageReaderSpi.class, spi -> spi.getClass().getName().equals(className), className);
    }

    private static <T> T find(Class<T> category, Predicate<T> wanted, String name) {
        Iterator<T> all = IIORegistry.getDefaultInstance().getServiceProviders(category, false);
        while (all.hasNext()) {
            T candidate = all.next();
            if (wanted.test(candidate)) {
                return candidate;
            }
        }
        throw new IllegalStateException("this Java runtime lacks " + name + " of the module java.desktop");
    }
}
