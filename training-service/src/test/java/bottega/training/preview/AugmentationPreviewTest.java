package bottega.training.preview;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import bottega.common.augmentation.Preset;
import bottega.common.image.CropPolicy;
import bottega.common.image.DecodeLimits;
import bottega.common.image.ImageDecoder;
import bottega.common.image.ImagePreparation;
import bottega.common.image.PngWriter;
import bottega.common.image.RgbImage;
import bottega.training.augmentation.Augmenter;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class AugmentationPreviewTest {
    private static final int SIZE = 32;

    /** Three classes of two pictures, in the order of a run's indices. */
    private final List<RgbImage> pictures = new ArrayList<>();

    @Test
    void theSheetShowsThePicturesAndWhatARunSeesOfThem() throws IOException {
        String id = upload();
        byte[] png = given().contentType(ContentType.JSON)
                .body("""
                        {"augmentation": "strong", "pictures": 5, "variants": 3, "inputSize": 32, "seed": 9}""")
                .post("/datasets/{id}/augmentation-preview", id)
                .then()
                .statusCode(200)
                .contentType("image/png")
                .extract()
                .asByteArray();
        RgbImage sheet = new ImageDecoder(DecodeLimits.defaults()).decode(png);
        assertEquals(4 + 4 * 36, sheet.width());
        assertEquals(4 + 5 * 36, sheet.height());
        var network = new ImagePreparation(CropPolicy.CENTER_CROP, SIZE, SIZE);
        var augmenter = new Augmenter(Preset.STRONG.augmentation(), SIZE, SIZE);
        // each class in turn, then the second pictures
        int[] shown = {0, 2, 4, 1, 3};
        for (int row = 0; row < shown.length; row++) {
            RgbImage picture = pictures.get(shown[row]);
            assertArrayEquals(network.apply(picture).rgb(), cell(sheet, row, 0));
            RgbImage source =
                    Augmenter.source(Preset.STRONG.augmentation(), network).apply(picture);
            for (int epoch = 1; epoch <= 3; epoch++) {
                assertArrayEquals(augmenter.apply(source, 9, epoch, shown[row]).rgb(), cell(sheet, row, epoch));
            }
        }
        assertEquals(255, sheet.get(0, 0, 0));
        assertEquals(255, sheet.get(4 + SIZE, 10, 1));
    }

    @Test
    void aPresetCanBeAskedForInTheAddressAndDefaultsAreNothingDone() throws IOException {
        String id = upload();
        String address = "/datasets/{id}/augmentation-preview";
        byte[] light = when().get(address + "?augmentation=light", id)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        byte[] posted = given().contentType(ContentType.JSON)
                .body("{\"augmentation\": {\"preset\": \"light\"}}")
                .post(address, id)
                .asByteArray();
        assertArrayEquals(posted, light);
        byte[] none = when().get(address, id).asByteArray();
        assertArrayEquals(
                none, given().contentType(ContentType.JSON).post(address, id).asByteArray());
        when().get(address + "?augmentation=heavy", id)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("expected", equalTo("one of none, light, strong"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"pictures\": 0} | /pictures",
                "{\"pictures\": 17} | /pictures",
                "{\"variants\": 1000000} | /variants",
                "{\"inputSize\": 513} | /inputSize",
                "{\"inputSize\": 2.5} | /inputSize",
                "{\"augmentation\": {\"crop\": {\"scale\": {\"from\": 0, \"to\": 1}}}} | /augmentation/crop/scale",
                "{\"cropPolicy\": \"fit\"} | /cropPolicy",
                "{\"colour\": {}} | /colour",
            })
    void absurdPreviewsAreRefused(String body, String pointer) throws IOException {
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/datasets/{id}/augmentation-preview", upload())
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("pointer", equalTo(pointer))
                .body("expected", notNullValue());
    }

    @Test
    void aSheetOfTooManyPixelsIsRefusedBeforeItIsDrawn() throws IOException {
        given().contentType(ContentType.JSON)
                .body("{\"pictures\": 6, \"variants\": 16, \"inputSize\": 512}")
                .post("/datasets/{id}/augmentation-preview", upload())
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:bottega:problem:preview-too-large"))
                .body("received", containsString("6 x 17 pictures of 512x512"));
    }

    @Test
    void anUnknownDataSetIsSaidSo() {
        when().get("/datasets/01aaaaaaaaaaaaaaaaaaaaaaaa/augmentation-preview")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    private static byte[] cell(RgbImage sheet, int row, int column) {
        byte[] rgb = new byte[SIZE * SIZE * 3];
        for (int y = 0; y < SIZE; y++) {
            int from = ((4 + row * 36 + y) * sheet.width() + 4 + column * 36) * 3;
            System.arraycopy(sheet.rgb(), from, rgb, y * SIZE * 3, SIZE * 3);
        }
        return rgb;
    }

    private String upload() throws IOException {
        var random = new Random(4);
        pictures.clear();
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < 6; i++) {
                byte[] rgb = new byte[48 * 56 * 3];
                random.nextBytes(rgb);
                pictures.add(new RgbImage(48, 56, rgb));
                zip.putNextEntry(new ZipEntry("abc".charAt(i / 2) + "/" + i + ".png"));
                zip.write(PngWriter.encode(pictures.getLast()));
                zip.closeEntry();
            }
        }
        return given().contentType("application/zip")
                .body(bytes.toByteArray())
                .post("/datasets?name=noise-" + System.nanoTime())
                .path("id");
    }
}
