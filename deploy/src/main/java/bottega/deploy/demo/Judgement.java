package bottega.deploy.demo;

import bottega.deploy.demo.Serving.Prediction;
import bottega.deploy.ornament.ContactSheet;
import bottega.deploy.ornament.OrnamentSet.Labelled;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** What a model answered on pictures whose class is known. */
public record Judgement(List<Answer> answers) {
    private static final int SHEET_COLUMNS = 10;

    /** @param predictions likeliest first */
    public record Answer(Labelled picture, List<Prediction> predictions) {
        boolean right() {
            return predictions.getFirst().label().equals(picture.label());
        }
    }

    public Judgement {
        answers = List.copyOf(answers);
    }

    public static Judgement of(Serving serving, String model, List<Labelled> pictures) {
        return new Judgement(pictures.stream()
                .map(picture -> new Answer(picture, serving.classify(model, picture.jpeg(), 3)))
                .toList());
    }

    /** @return share of the pictures whose likeliest label was right, 0 to 1 */
    public double accuracy() {
        return (double) answers.stream().filter(Answer::right).count() / answers.size();
    }

    /** A row for each class; a wrong answer has a red frame, and wrong ones come first. */
    public BufferedImage sheet() throws IOException {
        Map<String, List<Answer>> byClass = new LinkedHashMap<>();
        for (Answer answer : answers) {
            byClass.computeIfAbsent(answer.picture().label(), label -> new ArrayList<>())
                    .add(answer);
        }
        List<List<BufferedImage>> rows = new ArrayList<>();
        for (List<Answer> row : byClass.values()) {
            row.sort((a, b) -> Boolean.compare(a.right(), b.right()));
            List<BufferedImage> pictures = new ArrayList<>();
            for (Answer answer : row.subList(0, Math.min(SHEET_COLUMNS, row.size()))) {
                pictures.add(framed(answer));
            }
            rows.add(pictures);
        }
        return ContactSheet.of(rows);
    }

    private static BufferedImage framed(Answer answer) throws IOException {
        BufferedImage picture =
                ImageIO.read(new ByteArrayInputStream(answer.picture().jpeg()));
        if (!answer.right()) {
            Graphics2D graphics = picture.createGraphics();
            graphics.setColor(new Color(0xd0201a));
            graphics.setStroke(new BasicStroke(6));
            graphics.drawRect(2, 2, picture.getWidth() - 5, picture.getHeight() - 5);
            graphics.dispose();
        }
        return picture;
    }
}
