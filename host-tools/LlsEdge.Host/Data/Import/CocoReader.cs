using System.Text.Json;

namespace LlsEdge.Host.Data.Import;

/// <summary>One image as COCO's instances JSON describes it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="FileName">Its file.</param>
/// <param name="Area">Its pixels.</param>
internal readonly record struct CocoImage(long Id, string FileName, long Area);

/// <summary>
/// Reads COCO's instances JSON as a stream. It is read twice, for the categories stand at its end and may be needed for the annotations before them.
/// </summary>
internal sealed class CocoReader(string path, Action<double>? progress, CancellationToken cancellation)
{
    private enum Field
    {
        Other,
        Id,
        FileName,
        Width,
        Height,
        Name,
        ImageId,
        CategoryId,
        Area,
        Box,
    }

    /// <summary>Whether the file has annotations at all.</summary>
    public bool HasAnnotations { get; private set; }

    /// <summary>Reads the images and the categories.</summary>
    public void ReadImages(Action<CocoImage> image, Action<long, string> category)
    {
        Walk(0, (section, item) =>
        {
            if (section == "images")
            {
                if (item.Id is null || string.IsNullOrEmpty(item.FileName) || item.Width is not > 0 || item.Height is not > 0)
                {
                    throw new DataException($"Image {item.Id} has no id, file_name, width or height", path, "give COCO's instances JSON");
                }

                image(new CocoImage(item.Id.Value, item.FileName, (long)item.Width * (long)item.Height));
            }
            else if (section == "categories" && item.Id is not null && item.Name is not null)
            {
                category(item.Id.Value, item.Name);
            }
        });
    }

    /// <summary>Reads the annotations: the image's number, the category's, and the area in pixels (the object's own, else its box's).</summary>
    public void ReadAnnotations(Action<long, long, double> annotation)
    {
        Walk(1, (section, item) =>
        {
            if (section == "annotations" && item.ImageId is not null && item.CategoryId is not null)
            {
                annotation(item.ImageId.Value, item.CategoryId.Value, item.Area ?? item.BoxWidth * item.BoxHeight);
            }
        });
    }

    private void Walk(int pass, Action<string, Item> found)
    {
        string section = "";
        Field field = Field.Other;
        Item item = default;
        int boxAt = 0;
        JsonTokens.Read(path, Take, part => progress?.Invoke((pass + part) / 2), cancellation);

        void Take(ref Utf8JsonReader reader)
        {
            switch (reader.CurrentDepth, reader.TokenType)
            {
                case (1, JsonTokenType.PropertyName):
                    section = reader.GetString()!;
                    HasAnnotations |= section == "annotations";
                    break;
                case (2, JsonTokenType.StartObject):
                    item = default;
                    break;
                case (2, JsonTokenType.EndObject):
                    found(section, item);
                    break;
                case (3, JsonTokenType.PropertyName):
                    field = FieldOf(ref reader);
                    boxAt = 0;
                    break;
                case (3, JsonTokenType.Number):
                    SetNumber(ref reader, field, ref item);
                    break;
                case (3, JsonTokenType.String):
                    SetText(ref reader, field, ref item);
                    break;
                case (4, JsonTokenType.Number) when field == Field.Box:
                    SetBox(reader.GetDouble(), boxAt++, ref item);
                    break;
            }
        }
    }

    private static Field FieldOf(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("id"u8) ? Field.Id
        : reader.ValueTextEquals("file_name"u8) ? Field.FileName
        : reader.ValueTextEquals("width"u8) ? Field.Width
        : reader.ValueTextEquals("height"u8) ? Field.Height
        : reader.ValueTextEquals("name"u8) ? Field.Name
        : reader.ValueTextEquals("image_id"u8) ? Field.ImageId
        : reader.ValueTextEquals("category_id"u8) ? Field.CategoryId
        : reader.ValueTextEquals("area"u8) ? Field.Area
        : reader.ValueTextEquals("bbox"u8) ? Field.Box
        : Field.Other;

    private static void SetNumber(ref Utf8JsonReader reader, Field field, ref Item item)
    {
        switch (field)
        {
            case Field.Id:
                item.Id = Whole(ref reader);
                break;
            case Field.Width:
                item.Width = reader.GetDouble();
                break;
            case Field.Height:
                item.Height = reader.GetDouble();
                break;
            case Field.ImageId:
                item.ImageId = Whole(ref reader);
                break;
            case Field.CategoryId:
                item.CategoryId = Whole(ref reader);
                break;
            case Field.Area:
                item.Area = reader.GetDouble();
                break;
        }
    }

    // Some tools write 12.0 for 12.
    private static long Whole(ref Utf8JsonReader reader) => reader.TryGetInt64(out long whole) ? whole : (long)reader.GetDouble();

    private static void SetText(ref Utf8JsonReader reader, Field field, ref Item item)
    {
        if (field == Field.FileName)
        {
            item.FileName = reader.GetString();
        }
        else if (field == Field.Name)
        {
            item.Name = reader.GetString();
        }
    }

    private static void SetBox(double value, int at, ref Item item)
    {
        if (at == 2)
        {
            item.BoxWidth = value;
        }
        else if (at == 3)
        {
            item.BoxHeight = value;
        }
    }

    private struct Item
    {
        public long? Id;
        public string? FileName;
        public string? Name;
        public double? Width;
        public double? Height;
        public long? ImageId;
        public long? CategoryId;
        public double? Area;
        public double BoxWidth;
        public double BoxHeight;
    }
}
