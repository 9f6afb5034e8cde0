namespace LlsEdge.Host.Data.Downloads;

/// <summary>One file of a public data set.</summary>
/// <param name="Name">The file, as it is called when downloaded.</param>
/// <param name="Url">Where it is.</param>
/// <param name="Length">Its bytes; null if they are not known.</param>
/// <param name="Md5">Its MD5 in small letters, as it is published or as others' loaders check it; null if none is known.</param>
/// <param name="ContentMd5">For gzip: the MD5 of what is in it, which stays when it is unpacked or packed anew; null if none is known.</param>
public sealed record PublicFile(string Name, string Url, long? Length, string? Md5, string? ContentMd5 = null);

/// <summary>What a downloaded archive holds, unpacked.</summary>
/// <param name="Folder">A folder in it.</param>
/// <param name="Pattern">Which of the files below it are counted.</param>
/// <param name="Count">How many there are.</param>
public sealed record UnpackedFolder(string Folder, string Pattern, int Count);

/// <summary>A public data set: where it is and how it is imported. llsedge downloads nothing.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Content">What it is, in a few words.</param>
/// <param name="Licence">On what terms it may be used, in short.</param>
/// <param name="Page">Its page.</param>
/// <param name="Files">The files.</param>
/// <param name="Unpacked">What is counted of the unpacked files.</param>
/// <param name="Import">Command lines, without the program's name, that make sets of it.</param>
public sealed record PublicDataSet(
    string Name,
    string Content,
    string Licence,
    string Page,
    IReadOnlyList<PublicFile> Files,
    IReadOnlyList<UnpackedFolder> Unpacked,
    IReadOnlyList<string> Import)
{
    private const string Coco = "http://images.cocodataset.org/";
    private const string CocoLicence = "annotations CC BY 4.0; each photograph has its own Flickr licence, named in the JSON";
    private const string Fast = "https://s3.amazonaws.com/fast-ai-imageclas/";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<PublicDataSet> All { get; } =
    [
        new(
            "coco2017",
            "123,287 photographs with objects outlined: persons and 79 other categories",
            CocoLicence,
            "https://cocodataset.org",
            [
                new("train2017.zip", Coco + "zips/train2017.zip", 19_336_861_798, "cced6f7f71b7629ddf16f17bbcfab6b2"),
                new("val2017.zip", Coco + "zips/val2017.zip", 815_585_330, "442b8da7639aecaf257c1dceb8ba8c80"),
                new("annotations_trainval2017.zip", Coco + "annotations/annotations_trainval2017.zip", 252_907_541, "f4bbac642086de4f52a3fdda2de5fa2c"),
            ],
            [new("train2017", "*.jpg", 118_287), new("val2017", "*.jpg", 5_000), new("annotations", "instances_*2017.json", 2)],
            ["data import FOLDER --part train2017 --out train.llsd", "data import FOLDER --part val2017 --out val.llsd"]),
        new(
            "coco2014",
            "the same photographs, divided as Visual Wake Words wants them",
            CocoLicence,
            "https://cocodataset.org",
            [
                new("train2014.zip", Coco + "zips/train2014.zip", 13_510_573_713, "0da8c0bd3d6becc4dcb32757491aca88"),
                new("val2014.zip", Coco + "zips/val2014.zip", 6_645_013_297, "a3d79f5ed8d289b7a7554ce06a5782b3"),
                new("annotations_trainval2014.zip", Coco + "annotations/annotations_trainval2014.zip", 252_872_794, "0a379cfc70b0e71301e0f377548639bd"),
            ],
            [new("train2014", "*.jpg", 82_783), new("val2014", "*.jpg", 40_504), new("annotations", "instances_*2014.json", 2)],
            ["data import FOLDER --part train2014 --out train.llsd", "data import FOLDER --part val2014 --out val.llsd"]),
        new(
            "vww",
            "Visual Wake Words' split: the numbers of its 8,059 validation images, to be used with coco2014",
            "Apache 2.0",
            "https://arxiv.org/abs/1906.05721",
            [
                new(
                    "mscoco_minival_ids.txt",
                    "https://raw.githubusercontent.com/tensorflow/models/master/research/object_detection/data/mscoco_minival_ids.txt",
                    null,
                    null),
            ],
            [],
            [
                "data import FOLDER --annotations annotations/instances_train2014.json --annotations annotations/instances_val2014.json "
                + "--except mscoco_minival_ids.txt --out vww-train.llsd",
                "data import FOLDER --annotations annotations/instances_train2014.json --annotations annotations/instances_val2014.json "
                + "--only mscoco_minival_ids.txt --out vww-val.llsd",
            ]),
        new(
            "imagenette",
            "13,394 photographs of ten easy classes of ImageNet, in three sizes: take one",
            "Apache 2.0 for the selection; the photographs are ImageNet's, for research",
            "https://github.com/fastai/imagenette",
            [
                new("imagenette2-160.tgz", Fast + "imagenette2-160.tgz", null, "e793b78cc4c9e9a4ccc0c1155377a412"),
                new("imagenette2-320.tgz", Fast + "imagenette2-320.tgz", 341_663_724, "3df6f0d01a2c9592104656642f5e78a3"),
                new("imagenette2.tgz", Fast + "imagenette2.tgz", 1_557_161_267, "fe2fc210e6bb7c5664d602c3cd71e612"),
            ],
            [new("imagenette2-160", "*.JPEG", 13_394), new("imagenette2-320", "*.JPEG", 13_394), new("imagenette2", "*.JPEG", 13_394)],
            ["data import FOLDER/imagenette2-160 --part train --out train.llsd", "data import FOLDER/imagenette2-160 --part val --out val.llsd"]),
        new(
            "tinyimagenet",
            "110,000 labelled photographs of 64×64 in 200 classes",
            "the photographs are ImageNet's, for research",
            "http://cs231n.stanford.edu",
            [new("tiny-imagenet-200.zip", "http://cs231n.stanford.edu/tiny-imagenet-200.zip", 248_100_043, "90528d7ca1a48142e341f4ef8d21d0de")],
            [new("tiny-imagenet-200/train", "*.JPEG", 100_000), new("tiny-imagenet-200/val", "*.JPEG", 10_000)],
            [
                "data import FOLDER/tiny-imagenet-200 --part train --size 64 --out train.llsd",
                "data import FOLDER/tiny-imagenet-200 --part val --size 64 --out val.llsd",
            ]),
        new(
            "cifar10",
            "60,000 photographs of 32×32 in 10 classes",
            "none stated; cite Krizhevsky 2009",
            "https://www.cs.toronto.edu/~kriz/cifar.html",
            [new("cifar-10-binary.tar.gz", "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz", 170_052_171, "c32a1d4ab5d03f1284b67883e8d87530")],
            [new("cifar-10-batches-bin", "*.bin", 6)],
            ["data import FOLDER/cifar-10-batches-bin --part train --out train.llsd", "data import FOLDER/cifar-10-batches-bin --part test --out test.llsd"]),
        new(
            "cifar100",
            "60,000 photographs of 32×32 in 100 classes",
            "none stated; cite Krizhevsky 2009",
            "https://www.cs.toronto.edu/~kriz/cifar.html",
            [new("cifar-100-binary.tar.gz", "https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz", 168_513_733, "03b5dce01913d631647c71ecec9e9cb8")],
            [new("cifar-100-binary", "*.bin", 2)],
            ["data import FOLDER/cifar-100-binary --part train --out train.llsd", "data import FOLDER/cifar-100-binary --part test --out test.llsd"]),
        new(
            "mnist",
            "70,000 handwritten digits of 28×28",
            "none stated by its authors; often given as CC BY-SA 3.0",
            "http://yann.lecun.com/exdb/mnist/",
            Idx(
                "https://ossci-datasets.s3.amazonaws.com/mnist/",
                (9_912_422, "f68b3c2dcbeaaa9fbdd348bbdeb94873", "6bbc9ace898e44ae57da46a324031adb"),
                (28_881, "d53e105ee54ea40749a09fcbcd1e9432", "a25bea736e30d166cdddb491f175f624"),
                (1_648_877, "9fb629c4189551a2d022fa330f9573f3", "2646ac647ad5339dbf082846283269ea"),
                (4_542, "ec29112dd5afa0611ce80d1b7f02629c", "27ae3e4e09519cfbb04c329615203637")),
            [],
            ["train --data FOLDER/train", "eval --data FOLDER/t10k"]),
        new(
            "fashion-mnist",
            "70,000 pictures of clothes of 28×28",
            "MIT",
            "https://github.com/zalandoresearch/fashion-mnist",
            Idx(
                "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
                (26_421_880, "8d4fb7e6c68d591d4c3dfef9ec88bf0d", "f4a8712d7a061bf5bd6d2ca38dc4d50a"),
                (29_515, "25c81989df183df01b3e8a0aad5dffbe", "9018921c3c673c538a1fc5bad174d6f9"),
                (4_422_102, "bef4ecab320f06d8554ea6380940ec79", "8181f5470baa50b63fa0f6fddb340f0a"),
                (5_148, "bb300cfdad3c16e7a12a480ee83cd310", "15d484375f8d13e6eb1aabb0c3f46965")),
            [],
            ["study fashion-mnist --data FOLDER", "train --data FOLDER/train"]),
    ];

    private static PublicFile[] Idx(string place, params (long Length, string Md5, string Content)[] files)
    {
        string[] names = ["train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"];
        return [.. names.Zip(files, (name, file) => new PublicFile(name, place + name, file.Length, file.Md5, file.Content))];
    }
}
